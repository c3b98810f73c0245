package io.logmesh.cli.look;

import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.SourceName;
import java.util.Optional;

/** The value of {@code --source}. */
final class SourceOption {

    private SourceOption() {}

    /** The name given, if any; refused where no source can have it, since it becomes part of an index or key. */
    static Optional<String> check(String given) {
        if (given != null && !SourceName.isValid(given)) {
            throw new Refusal("--source: no source can be called '" + given + "'");
        }
        return Optional.ofNullable(given);
    }
}
