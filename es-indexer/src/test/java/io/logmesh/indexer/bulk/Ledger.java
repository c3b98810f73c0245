package io.logmesh.indexer.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a delivery reports, and keeps its dead letters. */
final class Ledger implements DeliveryListener<Doc>, DeadLetters<Doc> {

    final List<Doc> created = new ArrayList<>();
    final List<Doc> existed = new ArrayList<>();
    final List<Doc> dead = new ArrayList<>();
    final List<Letter<Doc>> letters = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final List<Reason> reasons = new ArrayList<>();
    int retried;
    int timesPushedBack;
    int timesAvailable;

    @Override
    public void store(List<Letter<Doc>> more) {
        letters.addAll(more);
    }

    @Override
    public void settled(List<? extends Doc> documents, List<Outcome> outcomes) {
        for (int i = 0; i < documents.size(); i++) {
            settled(documents.get(i), outcomes.get(i));
        }
    }

    private void settled(Doc document, Outcome outcome) {
        switch (outcome) {
            case Outcome.Created _ -> created.add(document);
            case Outcome.Existed _ -> existed.add(document);
            case Outcome.Refused _ -> dead.add(document);
            default -> throw new AssertionError(outcome + " is not settled");
        }
    }

    @Override
    public void putOff(Reason reason, int documents) {
        retried += documents;
        reasons.add(reason);
    }

    @Override
    public void pushedBack() {
        timesPushedBack++;
    }

    @Override
    public void answered(List<? extends Doc> bulk, Duration took) {
        // time is no matter here
    }

    @Override
    public void available() {
        timesAvailable++;
    }

    @Override
    public void unavailable(int documents, String problem) {
        retried += documents;
        problems.add(problem);
    }

    List<Doc> settled() {
        var all = new ArrayList<>(created);
        all.addAll(existed);
        all.addAll(dead);
        return all;
    }
}
