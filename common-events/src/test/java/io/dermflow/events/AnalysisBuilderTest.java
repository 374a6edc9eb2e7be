package io.dermflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Quality;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisBuilderTest {

    private static final Analysis WHOLE = Samples.analysis();

    @Test
    void theSampleHasSomethingInEveryMember() throws ReflectiveOperationException {
        for (RecordComponent member : Analysis.class.getRecordComponents()) {
            Object value = member.getAccessor().invoke(WHOLE);
            assertThat(value).as(member.getName()).isNotNull();
            if (value instanceof Collection<?> many) {
                assertThat(many).as(member.getName()).isNotEmpty();
            }
        }
    }

    @Test
    void keepsEveryMemberThatIsNotNamed() {
        assertThat(WHOLE.toBuilder().build()).isEqualTo(WHOLE);
        assertThat(WHOLE.withFindings(List.of(), WHOLE.degradations()).regions())
                .isEqualTo(WHOLE.regions());
    }

    @Test
    void startsWithNothingButTheQuality() {
        Quality quality = WHOLE.quality();

        Analysis nothing = Analysis.builder(quality).build();

        assertThat(nothing.quality()).isEqualTo(quality);
        assertThat(nothing.findings()).isEmpty();
        assertThat(nothing.regions()).isEmpty();
        assertThat(nothing.face()).isNull();
    }
}
