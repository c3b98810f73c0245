package io.logmesh.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveLayoutTest {

    private static final long NINE_OH_FIVE = 1_795_338_300_000L;

    @ParameterizedTest
    @CsvSource({
        "{source}/dt={dt}/hour={hour},                  web/dt=2026-11-22/hour=09",
        "{source}/{year}/{month}/{day}/{hour}-{minute}, web/2026/11/22/09-05",
        "{source}/ns={namespace}/{dt},                  web/ns=shop/2026-11-22",
        "{source},                                      web"
    })
    void rendersWhatItNames(String template, String folder) {
        assertThat(ArchiveLayout.parse(template).folder("web", NINE_OH_FIVE, "shop"))
                .isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "dt={dt}/{source},                 first folder",
        "{source}{dt},                     first folder",
        "{source}/{hour},                  whole day",
        "{source}/{month}/{day},           whole day",
        "{source}/{year},                  whole day",
        "{source}/{dt}/{minute},           needs {hour}",
        "{source}/{pod},                   knows no {pod}",
        "{source}/{dt,                     pairs",
        "{source}//{dt},                   single slashes",
        "{source}/../{dt},                 single slashes",
        "{source}/{dt}/,                   single slashes",
        "{source}/a b/{dt},                character"
    })
    void refusesWhatWouldMixFilesUpOrLeaveItsFolder(String template, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchiveLayout.parse(template))
                .withMessageContaining(why);
    }

    @Test
    void refusesASourceThatWouldLeaveItsFolder() {
        assertThatIllegalArgumentException().isThrownBy(() -> ArchiveLayout.DEFAULT.folder("../x", 0, ""));
    }

    /** Else two files of one range would have one name. */
    @Property
    void givesOneFolderToAllOfASlotAndOthersToOtherSlots(
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long one,
            @ForAll @LongRange(min = 0, max = 90_000_000L) long later) {
        for (var template : new String[] {"{source}/{dt}/{hour}/{minute}", "{source}/{dt}/{hour}", "{source}/{dt}"}) {
            var layout = ArchiveLayout.parse(template);
            boolean sameSlot = layout.slot(one) == layout.slot(one + later);
            boolean sameFolder = layout.folder("a", one, "").equals(layout.folder("a", one + later, ""));
            assertThat(sameFolder).isEqualTo(sameSlot);
        }
    }

    @Test
    void knowsAFormatByTheEndOfAKey() {
        assertThat(ArchiveFormat.ofKey("logs/web/x-0-1-2.json.gz")).contains(ArchiveFormat.JSON_GZIP);
        assertThat(ArchiveFormat.ofKey("logs/web/x-0-1-2.json")).contains(ArchiveFormat.JSON);
        assertThat(ArchiveFormat.ofKey("logs/web/_SUCCESS")).isEmpty();
    }
}
