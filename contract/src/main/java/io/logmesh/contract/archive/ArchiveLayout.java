package io.logmesh.contract.archive;

import io.logmesh.contract.SourceName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The folders of objects, as a template such as <code>{source}/dt={dt}/hour={hour}</code>. The first folder is always the
 * source's, so that access rules, lifecycle rules and the mesh's tools can go by it.
 */
public final class ArchiveLayout {

    /** Keeps keys below the 1,024 bytes that S3 allows. */
    public static final int MAX_LENGTH = 200;

    private static final Pattern PART = Pattern.compile("\\{([^{}]*)}|[^{}]+");
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9!_.*'()=/-]+");

    /** What readers of the archive find unless a source says otherwise. */
    public static final ArchiveLayout DEFAULT = parse("{source}/dt={dt}/hour={hour}");

    private sealed interface Part {
        record Text(String text) implements Part {}

        record Value(LayoutVariable variable) implements Part {}
    }

    private final String template;
    private final List<Part> parts = new ArrayList<>();
    private final Set<LayoutVariable> variables = EnumSet.noneOf(LayoutVariable.class);

    private ArchiveLayout(String template) {
        this.template = template;
    }

    /** Reads a template, or refuses it with a message that says what is wrong. */
    public static ArchiveLayout parse(String template) {
        var layout = new ArchiveLayout(template);
        layout.readParts();
        layout.requireFolders();
        LayoutVariable.requireNoGaps(layout.variables);
        return layout;
    }

    /**
     * The folder of a record, without a slash at the end.
     *
     * @param namespace used where the template names it; see {@link LayoutVariable#NAMESPACE}
     */
    public String folder(String source, long ingestTs, String namespace) {
        var folder = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Text(var text) -> folder.append(text);
                case Part.Value(var variable) ->
                    folder.append(variable.of(SourceName.require(source), ingestTs, namespace));
            }
        }
        return folder.toString();
    }

    /** Records of one source with equal slots, and of one namespace where that is used, share a folder. */
    public long slot(long ingestTs) {
        long length = LayoutVariable.slotMillis(variables);
        return length == 0 ? 0 : Math.floorDiv(ingestTs, length);
    }

    public boolean has(LayoutVariable variable) {
        return variables.contains(variable);
    }

    /** The template. */
    @Override
    public String toString() {
        return template;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArchiveLayout layout && layout.template.equals(template);
    }

    @Override
    public int hashCode() {
        return template.hashCode();
    }

    private void readParts() {
        var matcher = PART.matcher(template);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            parts.add(part(matcher.group(), matcher.group(1)));
            end = matcher.end();
        }
        if (end != template.length() || template.length() > MAX_LENGTH) {
            throw refused("braces must stand in pairs around names, and " + MAX_LENGTH + " characters are the limit");
        }
    }

    private Part part(String text, String name) {
        if (name != null) {
            var variable = LayoutVariable.named(name);
            variables.add(variable);
            return new Part.Value(variable);
        }
        if (!TEXT.matcher(text).matches()) {
            throw refused("'" + text + "' has a character other than letters, digits and !_.*'()=-");
        }
        return new Part.Text(text);
    }

    private void requireFolders() {
        if (!template.startsWith("{source}/") && !template.equals("{source}")) {
            throw refused("the first folder must be {source}");
        }
        for (var folder : template.split("/", -1)) {
            if (folder.isEmpty() || folder.equals(".") || folder.equals("..")) {
                throw refused("folders need a name, with single slashes between them");
            }
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("'" + template + "' can't be a layout: " + why);
    }
}
