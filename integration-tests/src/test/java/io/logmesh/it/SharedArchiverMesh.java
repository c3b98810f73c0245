package io.logmesh.it;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the tests of the archiver the servers that they share, which are started once and stopped behind the last. */
final class SharedArchiverMesh implements ParameterResolver {

    private static final Path HOME = Path.of("target", "archiver-faults").toAbsolutePath();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ArchiverMesh.class;
    }

    @Override
    public ArchiverMesh resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedArchiverMesh.class))
                .computeIfAbsent(ArchiverMesh.class, _ -> start(), ArchiverMesh.class);
    }

    private static ArchiverMesh start() {
        Patience.set();
        try {
            return new ArchiverMesh(HOME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the servers started", e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
