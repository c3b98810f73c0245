package io.logmesh.it;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the tests of the indexer the mesh that they share, which is started once and stopped behind the last. */
final class SharedIndexerMesh implements ParameterResolver {

    private static final Path HOME = Path.of("target", "indexer-mesh").toAbsolutePath();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == IndexerMesh.class;
    }

    @Override
    public IndexerMesh resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedIndexerMesh.class))
                .computeIfAbsent(IndexerMesh.class, _ -> start(), IndexerMesh.class);
    }

    private static IndexerMesh start() {
        Patience.set();
        try {
            return new IndexerMesh(HOME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the mesh started", e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
