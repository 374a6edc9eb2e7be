package io.dermflow.kit.job;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// The job limits in every service.
@AutoConfiguration
@EnableConfigurationProperties(JobProperties.class)
public class JobConfiguration {}
