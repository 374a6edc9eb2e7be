package io.dermflow.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TraceSpanTest {

    private static final String SENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void continuesTheSendersTraceInASpanOfItsOwn() {
        Traceparent sender = Traceparent.read(SENT);

        try (var span = TraceSpan.consuming("process", sender)) {
            assertThat(span.trace().traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(span.trace().spanId()).isNotEqualTo("b7ad6b7169203331").hasSize(16);
            assertThat(Traceparent.current()).isEqualTo(span.trace());
        }
    }

    @Test
    void bringsTheOuterSpanBackWhenTheInnerOneEnds() {
        try (var outer = TraceSpan.consuming("outer", Traceparent.read(SENT))) {
            try (var inner = TraceSpan.inside("inner")) {
                assertThat(MDC.get("span_id")).isEqualTo(inner.trace().spanId());
                assertThat(inner.trace().traceId()).isEqualTo(outer.trace().traceId());
            }

            assertThat(MDC.get("span_id")).isEqualTo(outer.trace().spanId());
        }
        assertThat(MDC.get("trace_id")).isNull();
    }

    @Test
    void sendsOnThatNobodyRecordsATrace() {
        String unsampled = SENT.substring(0, SENT.length() - 2) + "00";

        try (var _ = Traceparent.read(unsampled).enter()) {
            assertThat(Traceparent.current().headerValue()).isEqualTo(unsampled);
        }
    }

    @Test
    void startsANewTraceWhereTheHeaderSaysNothingReadable() {
        String zeros = "00-00000000000000000000000000000000-0000000000000000-01";

        assertThat(Traceparent.read("nonsense").traceId()).hasSize(32);
        assertThat(Traceparent.read(zeros).traceId()).isNotEqualTo("0".repeat(32));
        assertThat(Traceparent.read((String) null).traceId())
                .isNotEqualTo(Traceparent.read((String) null).traceId());
    }
}
