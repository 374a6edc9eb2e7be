{{- define "dermflow.labels" -}}
app.kubernetes.io/name: dermflow
app.kubernetes.io/instance: {{ .release }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- /* Selects the pods of some components, given as a list in YAML without its brackets. */ -}}
{{- define "dermflow.pods" -}}
matchLabels:
  app.kubernetes.io/name: dermflow
  app.kubernetes.io/instance: {{ .release }}
matchExpressions:
  - { key: app.kubernetes.io/component, operator: In, values: [{{ .components }}] }
{{- end }}

{{- define "dermflow.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "dermflow.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* The readiness path needs no token. The gateway with a certificate is asked over HTTPS. */ -}}
{{- define "dermflow.probes" -}}
startupProbe:
  httpGet: { path: /actuator/health/liveness, port: http, scheme: {{ .scheme }} }
  periodSeconds: 5
  failureThreshold: 36
livenessProbe:
  httpGet: { path: /actuator/health/liveness, port: http, scheme: {{ .scheme }} }
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
readinessProbe:
  httpGet: { path: /actuator/health/readiness, port: http, scheme: {{ .scheme }} }
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end }}

{{- /* Where Prometheus looks for annotations; the operator's has a PodMonitor. */ -}}
{{- define "dermflow.scrape" -}}
prometheus.io/scrape: "true"
prometheus.io/path: /actuator/prometheus
prometheus.io/port: {{ .port | quote }}
{{- end }}

{{- define "dermflow.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- .labels | nindent 8 }}
{{- end }}

{{- /* What all services are told. */ -}}
{{- define "dermflow.commonEnv" -}}
- { name: SPRING_CONFIG_IMPORT, value: "optional:configtree:/run/secrets/dermflow/" }
- { name: BIND_ADDRESS, value: "0.0.0.0" }
- { name: PORT, value: {{ .port | quote }} }
- { name: LOG_LEVEL, value: {{ .root.Values.logLevel | quote }} }
- { name: LOG_FORMAT, value: json }
- name: REPLICA_NAME
  valueFrom: { fieldRef: { fieldPath: metadata.name } }
- { name: SERVICE_CLIENT_ID, value: {{ .client }} }
- { name: SERVICE_CLIENT_SECRET_FILE, value: /run/clients/{{ .client }} }
- { name: INGEST_URL, value: "http://{{ .root.Release.Name }}-ingest:{{ .root.Values.services.ingest.port }}" }
- { name: VISION_URL, value: "http://{{ .root.Release.Name }}-vision:{{ .root.Values.vision.port }}" }
- { name: LLM_BRIDGE_URL, value: "http://{{ .root.Release.Name }}-llm:{{ .root.Values.services.llm.port }}" }
- { name: REPORT_URL, value: "http://{{ .root.Release.Name }}-report:{{ .root.Values.services.report.port }}" }
- { name: KAFKA_BOOTSTRAP_SERVERS, value: {{ .root.Values.kafka.bootstrapServers | quote }} }
{{- if ne .client "gateway" }}
- { name: DERMFLOW_KAFKA_REPLICATIONFACTOR, value: {{ .root.Values.kafka.replicationFactor | quote }} }
{{- end }}
{{- if and .root.Values.kafka.securityProtocol (ne .client "gateway") }}
- { name: KAFKA_SECURITY_PROTOCOL, value: {{ .root.Values.kafka.securityProtocol }} }
- { name: KAFKA_SASL_USERNAME, value: {{ .client }} }
- { name: KAFKA_SASL_PASSWORD_FILE, value: /run/kafka/{{ .client }} }
- { name: KAFKA_CA_FILE, value: /run/kafka/ca.crt }
{{- end }}
- { name: JAVA_OPTIONS, value: {{ .javaOptions | quote }} }
{{- if .root.Values.otlpEndpoint }}
- { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ .root.Values.otlpEndpoint | quote }} }
{{- end }}
{{- range $name, $value := .extraEnv }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end }}

{{- define "dermflow.storeEnv" -}}
- { name: OBJECT_STORE, value: s3 }
- { name: S3_ENDPOINT, value: {{ .Values.store.endpoint | quote }} }
- { name: S3_REGION, value: {{ .Values.store.region | quote }} }
- { name: S3_BUCKET_RAW, value: {{ .Values.store.buckets.raw | quote }} }
- { name: S3_BUCKET_ARTIFACTS, value: {{ .Values.store.buckets.artifacts | quote }} }
- { name: S3_BUCKET_MODELS, value: {{ .Values.store.buckets.models | quote }} }
- { name: S3_BUCKET_EXPORTS, value: {{ .Values.store.buckets.exports | quote }} }
{{- end }}

{{- /* Whom the callers may reach at their port, and from whom those take it. */ -}}
{{- define "dermflow.calls" }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .release }}-to-{{ .to }}
spec:
  podSelector:
    {{- include "dermflow.pods" (dict "release" .release "components" .to) | nindent 4 }}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            {{- include "dermflow.pods" (dict "release" .release "components" .callers) | nindent 12 }}
      ports:
        - { protocol: TCP, port: http }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .release }}-calls-{{ .to }}
spec:
  podSelector:
    {{- include "dermflow.pods" (dict "release" .release "components" .callers) | nindent 4 }}
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector:
            {{- include "dermflow.pods" (dict "release" .release "components" .to) | nindent 12 }}
      ports:
        - { protocol: TCP, port: {{ .port }} }
{{- end }}

{{- /* What lies outside of the release, wherever it is: by port. */ -}}
{{- define "dermflow.reaches" }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .release }}-{{ .to }}
spec:
  podSelector:
    {{- include "dermflow.pods" (dict "release" .release "components" .callers) | nindent 4 }}
  policyTypes: [Egress]
  egress:
    - ports:
        - { protocol: TCP, port: {{ .port }} }
{{- end }}
