package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the manifest says of the shipped diagnosis model.
class DiagnosisModelTest {

    @Test
    void everyClassHasACodeAndALayName() {
        ModelEntry shipped = shipped();
        for (int i = 0; i < shipped.output().names().size(); i++) {
            assertThat(shipped.row(i).code()).matches("[A-Z]\\d\\d(\\.\\d)?");
            assertThat(shipped.row(i).layName()).isNotEqualTo(shipped.label(i));
        }
    }

    @Test
    void itsManifestEntryWarnsOfIt() {
        assertThat(shipped().caution()).contains("no diagnosis");
    }

    private static ModelEntry shipped() {
        return ModelFiles.shipped(ActiveModels.LESION_DX);
    }
}
