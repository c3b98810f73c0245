package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonText;

/** The collector's own members, as they stand in the enriched record: as they came, unless their shape is another. */
final class OwnMembers {

    private final JsonBuffer shaped = new JsonBuffer(1024);
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
        if (!isAsItCame) {
            shape(line.textField(), shaper, fields);
        }
    }

    /** Appends them, each behind a comma. */
    void writeTo(JsonBuffer out) {
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
            } else if (value != null) {
                JsonText.writeBytes(shaped.append((byte) ','), name.bytes(), name.from(), name.to());
                shaped.append((byte) ':').append(value.bytes(), value.from(), value.to());
            }
        }
    }
}
