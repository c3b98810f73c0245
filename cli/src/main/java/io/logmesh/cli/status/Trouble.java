package io.logmesh.cli.status;

import io.logmesh.cli.console.Units;
import io.logmesh.contract.Topics;
import io.logmesh.local.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What is wrong with a mesh although its services answer, and what becomes of the records. */
final class Trouble {

    private Trouble() {}

    /** A text without line breaks for each. */
    static List<String> of(MeshReading now) {
        var troubles = new ArrayList<>(refusals(now));
        now.stages().forEach((stage, reading) -> {
            if (reading.state() == StageReading.State.ABSENT) {
                troubles.add(absence(stage, reading));
            }
        });
        return troubles;
    }

    /** One edit is refused by several services alike. */
    private static List<String> refusals(MeshReading now) {
        var refusing = new LinkedHashMap<RulesReading, List<String>>();
        now.stages().forEach((stage, reading) -> reading.rules()
                .filter(rules -> rules.refused().isPresent())
                .ifPresent(rules ->
                        refusing.computeIfAbsent(rules, _ -> new ArrayList<>()).add(stage.displayName())));
        return refusing.entrySet().stream()
                .map(refusal -> refusal(refusal.getValue(), refusal.getKey()))
                .toList();
    }

    private static String refusal(List<String> stages, RulesReading rules) {
        var problems = String.join("; ", rules.refused().orElseThrow().lines().toList());
        return "REFUSED by " + String.join(", ", stages) + ": " + problems + " (the rules " + rules.hash()
                + " stay in force)";
    }

    private static String absence(Stage stage, StageReading reading) {
        var lane = stage.lane().orElseThrow();
        var waiting = reading.lag().isPresent() ? Units.count(reading.lag().getAsLong()) + " records" : "its records";
        return "Lane " + lane + " has no enricher: " + waiting + " wait in " + Topics.routed(lane)
                + ", until one runs with LOGMESH_ENRICHER_LANE=" + lane
                + "; ./logmesh up starts one when it is started anew";
    }
}
