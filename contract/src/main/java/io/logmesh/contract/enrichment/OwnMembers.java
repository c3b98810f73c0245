package io.logmesh.contract.enrichment;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;

/**
 * The collector's own members, as they stand in the enriched record: as they came, unless their shape is another, or unless
 * the collector has other names for what all records say of pods.
 */
final class OwnMembers {

    private static final Slice KUBERNETES = slice(RecordFields.KUBERNETES);

    private final KubernetesNames kubernetesNames = new KubernetesNames();
    private final FlatKubernetes flatKubernetes = new FlatKubernetes();
    private final JsonBuffer shaped = new JsonBuffer(1024);

    /** What stands in the place of the collector's {@code kubernetes}. */
    private final JsonBuffer added = new JsonBuffer(1024);

    private Members<CollectorField> members;
    private boolean isAsItCame;

    /**
     * Takes those that are left of {@code line}. What goes elsewhere is put among the fields.
     *
     * @param shaper has begun with the record
     */
    void read(RoutedLine line, Shaper shaper, Fields fields) {
        members = line.record().members();
        isAsItCame = shaper.leavesAlone(line.record(), line.value().length);
        added.clear();
        takeKubernetes(shaper);
        if (!isAsItCame) {
            shape(line.textField(), shaper, fields);
        }
    }

    /** Appends them, each behind a comma. */
    void writeTo(JsonBuffer out) {
        out.append(added.array(), 0, added.length());
        if (!isAsItCame) {
            out.append(shaped.array(), 0, shaped.length());
            return;
        }
        for (int place = 0; place < members.places(); place++) {
            if (members.isThere(place)) {
                var member = members.member(place);
                out.append((byte) ',').append(member.bytes(), member.from(), member.to());
            }
        }
    }

    private void shape(CollectorField text, Shaper shaper, Fields fields) {
        shaped.clear();
        int others = 0;
        for (int place = 0; place < members.places(); place++) {
            if (!members.isThere(place)) {
                continue;
            }
            var name = members.name(place);
            var value = shaper.member(name, members.value(place), text != null && members.isAt(place, text));
            boolean counts = value != null && !members.isWellKnown(place);
            if (counts && ++others > shaper.maxFields()) {
                fields.fold(name, value);
            } else {
                add(name, value, shaped);
            }
        }
    }

    /** Gives what is known of the pod the shape that it has in all records, unless it has that already. */
    private void takeKubernetes(Shaper shaper) {
        if (!members.has(CollectorField.KUBERNETES)) {
            var gathered = flatKubernetes.gathered(members, shaper);
            add(KUBERNETES, gathered == null ? null : shaper.made(KUBERNETES, gathered), added);
            return;
        }
        var renamed = kubernetesNames.renamed(members.value(CollectorField.KUBERNETES));
        if (renamed != null) {
            members.remove(CollectorField.KUBERNETES);
            add(KUBERNETES, shaper.member(KUBERNETES, renamed, false), added);
        }
    }

    private static void add(Slice name, Slice value, JsonBuffer out) {
        if (value != null) {
            JsonText.writeBytes(out.append((byte) ','), name.bytes(), name.from(), name.to());
            out.append((byte) ':').append(value.bytes(), value.from(), value.to());
        }
    }

    private static Slice slice(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new Slice(bytes, 0, bytes.length);
    }
}
