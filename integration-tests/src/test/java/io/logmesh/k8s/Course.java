package io.logmesh.k8s;

import io.logmesh.k8s.ScaledDay.Away;
import java.util.List;

/** How the pods of a service followed its traffic, minute by minute. */
record Course(List<Minute> minutes) {

    /**
     * What stood at the end of one minute.
     *
     * @param pods that run
     * @param waiting seconds of all their work
     * @param needed pods, for the traffic of that minute
     */
    record Minute(int pods, double waiting, double needed) {}

    int mostPods() {
        return minutes.stream().mapToInt(Minute::pods).max().orElseThrow();
    }

    int podMinutes() {
        return minutes.stream().mapToInt(Minute::pods).sum();
    }

    /** Minutes from the end of the outage until less than five seconds of work wait. */
    int caughtUpAfter(Away outage) {
        int minute = outage.to();
        while (minutes.get(minute).waiting() >= 5) {
            minute++;
        }
        return minute - outage.to();
    }

    /** Minutes in a row in which the pods were fewer than the traffic needs. */
    int longestShortage() {
        int longest = 0;
        int now = 0;
        for (var minute : minutes) {
            now = minute.pods() < minute.needed() ? now + 1 : 0;
            longest = Math.max(longest, now);
        }
        return longest;
    }

    /** How often more became fewer, or fewer more. */
    int turns() {
        int turns = 0;
        int direction = 0;
        for (int i = 1; i < minutes.size(); i++) {
            int change = change(i);
            if (change != 0) {
                turns += change == -direction ? 1 : 0;
                direction = change;
            }
        }
        return turns;
    }

    /** The least number of minutes from more pods to fewer. */
    int shortestStay() {
        int shortest = Integer.MAX_VALUE;
        int grewAt = -1;
        for (int i = 1; i < minutes.size(); i++) {
            if (change(i) > 0) {
                grewAt = i;
            } else if (change(i) < 0 && grewAt >= 0) {
                shortest = Math.min(shortest, i - grewAt);
                grewAt = -1;
            }
        }
        return shortest;
    }

    private int change(int minute) {
        return Integer.signum(minutes.get(minute).pods() - minutes.get(minute - 1).pods());
    }
}
