package io.logmesh.cli.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.cli.collect.Container;
import io.logmesh.cli.console.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputTest {

    @TempDir
    Path folder;

    @Test
    void fileNameOfTheKubeletTellsTheContainer() throws IOException {
        var file = folder.resolve("cart-5d4f-x2x_shop_cart-" + "0123456789abcdef".repeat(4) + ".log");
        Files.writeString(file, "");

        assertThat(Input.of(file.toString()).container())
                .contains(new Container("shop", "cart-5d4f-x2x", "cart", "", Map.of()));
    }

    @Test
    void otherFileNamesTellNothing() throws IOException {
        var file = Files.writeString(folder.resolve("app_of_mine-1.log"), "");

        assertThat(Input.of(file.toString()).container()).isEmpty();
    }

    @Test
    void missingFileIsRefused() {
        assertThatThrownBy(() -> Input.of(folder.resolve("nothing.log").toString()))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("there is no file");
    }

    @Test
    void directoryIsRefused() {
        assertThatThrownBy(() -> Input.of(folder.toString()))
                .isInstanceOf(Refusal.class)
                .hasMessageEndingWith("it is a directory");
    }

    @Test
    void gzipIsUnpackedAndOtherContentIsNot() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("hello".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Input.unpacked(new ByteArrayInputStream(packed.toByteArray())))
                .hasContent("hello");
        assertThat(Input.unpacked(new ByteArrayInputStream("h".getBytes(StandardCharsets.UTF_8))))
                .hasContent("h");
        assertThat(Input.unpacked(new ByteArrayInputStream(new byte[0]))).isEmpty();
    }
}
