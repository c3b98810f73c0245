package io.logmesh.archiver.parquet;

import com.github.luben.zstd.ZstdInputStream;
import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.Conversion;
import io.logmesh.archiver.archive.Spool;
import io.logmesh.archiver.archive.SpooledBytes;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes Parquet of collected lines, one object at a time: so any number of files may be open, and only one of them at a
 * time takes the {@value ParquetFile#ROW_GROUP} bytes of a row group. What is made waits for the store on disk, where there is one.
 */
public final class ParquetConversion implements Conversion, AutoCloseable {

    private final Spool spool;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("parquet").factory());

    public ParquetConversion(Spool spool) {
        this.spool = spool;
    }

    @Override
    public CompletionStage<ArchiveObject> convert(ArchiveObject lines) {
        return CompletableFuture.supplyAsync(() -> lines.withContent(parquet(lines)), thread);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private SpooledBytes parquet(ArchiveObject lines) {
        var content = spool.newContent();
        try (var text = new Lines(new ZstdInputStream(new ContentStream(lines.content())));
                var file = new ParquetFile(content, lines.encoding().level())) {
            for (var line = text.next(); line.isPresent(); line = text.next()) {
                file.add(line.get());
            }
            file.finish();
            content.spillBeyondLimit();
            return content;
        } catch (IOException e) {
            content.discard();
            throw new CompletionException(e);
        } catch (RuntimeException | Error e) {
            content.discard();
            throw e;
        }
    }
}
