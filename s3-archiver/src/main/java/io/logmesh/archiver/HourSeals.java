package io.logmesh.archiver;

import io.logmesh.archiver.archive.Partition;
import io.logmesh.archiver.archive.Progress;
import io.logmesh.archiver.archive.SealableHours;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Looks for hours that have become whole. What is wrong with one topic holds up no other. Used by one thread. */
final class HourSeals {

    private static final Logger LOG = Logger.getLogger(HourSeals.class);

    /** Late records are looked for in the recent hours in every so many looks. */
    private static final int LATE = 15;

    /** Writes the manifest of a folder, or its next version, where it does not list all that is there. */
    interface Folders {

        /** Returns whether it wrote one. */
        boolean seal(String source, String folder) throws IOException;
    }

    /** Tells how far the partitions of a topic have come. */
    interface Group {

        List<Progress> of(String topic) throws ExecutionException, InterruptedException;
    }

    private final ArchivePlans plans;
    private final SealableHours hours;
    private final Folders folders;
    private final Group group;
    private final LongSupplier clock;

    /** Folders that need no look before late records are looked for. */
    private final Set<String> sealed = new HashSet<>();

    /** How often each topic was looked at. */
    private final Map<String, Long> looks = new HashMap<>();

    private long period;

    /** {@code clock} gives milliseconds since the epoch. */
    HourSeals(ArchivePlans plans, SealableHours hours, Folders folders, Group group, LongSupplier clock) {
        this.plans = plans;
        this.hours = hours;
        this.folders = folders;
        this.group = group;
        this.clock = clock;
    }

    /** Looks once at each of the topics; what fails is tried again with the next look. */
    void look(Collection<String> topics) throws InterruptedException {
        if (period++ % LATE == 0) {
            sealed.clear();
        }
        looks.keySet().retainAll(topics);
        for (var topic : topics) {
            try {
                look(topic);
            } catch (IOException e) {
                warn(topic, e.getMessage());
            } catch (ExecutionException e) {
                warn(
                        topic,
                        "Kafka does not tell how far the group has come ("
                                + e.getCause().getMessage()
                                + "); the archiver must be allowed to describe its topics and its group");
            } catch (RuntimeException | Error e) { // whatever it is, the other topics' hours are whole all the same
                warn(topic, e.toString());
            }
        }
    }

    private static void warn(String topic, String problem) {
        LOG.warnf("the hours of %s can't be sealed yet, those of other topics can: %s", topic, problem);
    }

    private void look(String topic) throws ExecutionException, InterruptedException, IOException {
        var recipe = plans.apply(new Partition(topic, 0)).recipe();
        var source = ArchivePlans.sourceOf(topic);
        if (source.isEmpty() || !SealableHours.has(recipe.layout())) {
            return;
        }
        long passed = Progress.ofAll(group.of(topic), clock.getAsLong());
        for (long hour : hours.recent(passed).toArray()) {
            var folder = recipe.hourFolder(source.get(), hour);
            if (!sealed.contains(folder)) {
                seal(source.get(), folder);
                sealed.add(folder);
            }
        }
        long look = looks.getOrDefault(topic, 0L);
        for (long hour : hours.older(passed, look).toArray()) {
            seal(source.get(), recipe.hourFolder(source.get(), hour));
        }
        looks.put(topic, look + 1); // behind the work: what failed has its turn again
    }

    private void seal(String source, String folder) throws IOException {
        if (folders.seal(source, folder)) {
            LOG.infof("%s is whole", folder);
        }
    }
}
