package io.logmesh.contract.sources;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what a misspelt name was meant to be. */
final class Spelling {

    private Spelling() {}

    /** The end of an error message: {@code "; did you mean 'x'?"} where a name is close, else what is allowed. */
    static String hint(String written, Collection<String> known) {
        int tolerance = Math.min(written.length() - 1, Math.max(2, written.length() / 3));
        return known.stream()
                .min(Comparator.comparingInt(name -> unlikeness(written, name)))
                .filter(name -> unlikeness(written, name) <= tolerance)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; known are " + String.join(", ", known));
    }

    /** A part of a name, such as pod of pod_name, is as close as one wrong letter. */
    private static int unlikeness(String written, String name) {
        return name.contains(written) ? 1 : distance(written, name);
    }

    /** Levenshtein's distance: how many letters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
