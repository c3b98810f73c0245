package io.logmesh.archiver.archive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A listener that keeps what it hears. */
final class Recorded implements ArchiveListener {

    final List<String> events = new ArrayList<>();
    final List<RotationReason> rotations = new ArrayList<>();
    Optional<String> storeProblem = Optional.empty();
    int openRanges;
    long heldRecords;
    long handedOver;
    long held;
    long spooled;
    int openFiles;
    Duration oldest = Duration.ZERO;

    @Override
    public void rotated(Range range, RotationReason reason) {
        rotations.add(reason);
    }

    @Override
    public void taken(ArchiveObject object) {
        events.add("taken " + object.key());
    }

    @Override
    public void spoolFailed(Exception failure) {
        events.add("spool failed");
    }

    @Override
    public void stored(ArchiveObject object, ObjectStore.Outcome outcome) {
        events.add("stored " + object.range() + " " + outcome);
    }

    @Override
    public void skipped() {
        events.add("skipped");
    }

    @Override
    public void handedOver(long records) {
        handedOver += records;
    }

    @Override
    public void refused(Refused record) {
        events.add("refused " + record.reason());
    }

    @Override
    public void failed(Step step, String target, Throwable failure) {
        events.add("failed " + step);
    }

    @Override
    public void storeProblem(Optional<String> problem) {
        storeProblem = problem;
    }

    @Override
    public void lost(Range declared, long first, long last) {
        events.add("lost " + declared + ", found " + first + " to " + last);
    }

    @Override
    public void wentBack(Partition partition, long from, long to) {
        events.add("went back from " + from + " to " + to);
    }

    @Override
    public void barred(Partition partition, String metadata) {
        events.add("barred " + partition);
    }

    @Override
    public void released(Partition partition) {
        events.add("released " + partition);
    }

    @Override
    public void state(int ranges, int files, Duration age, long heap, long disk, long records) {
        openRanges = ranges;
        openFiles = files;
        oldest = age;
        held = heap;
        spooled = disk;
        heldRecords = records;
    }
}
