package io.dermflow.report.upgrade;

import io.dermflow.kit.http.ServiceClients;
import io.dermflow.report.background.Rounds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Keeps the upgrades going.
@Configuration(proxyBeanMethods = false)
class UpgradeConfiguration {

    @Bean
    LanguageModelStatus languageModelStatus(ServiceClients clients, UpgradeProperties properties) {
        return new LanguageModelStatus(
                clients.asService(properties.llmBridge(), properties.patience()));
    }

    @Bean
    Rounds upgradeRounds(UpgradeReports story, UpgradeProperties properties) {
        return new Rounds("report-upgrades", properties.every(), story::ask);
    }
}
