package io.logmesh.contract.formats;

import io.logmesh.contract.text.Slice;

/** The first line of an HTTP request, {@code GET /path HTTP/1.1}. */
final class Request {

    private Request() {}

    /** Writes its parts; as a whole where it has not three, as when somebody speaks TLS to a port that does not. */
    static void write(Slice request, Findings out) {
        int first = request.from();
        while (first < request.to() && request.bytes()[first] != ' ') {
            first++;
        }
        int last = request.to() - 1;
        while (last > first && request.bytes()[last] != ' ') {
            last--;
        }
        if (last <= first) {
            out.text("request", request);
            return;
        }
        out.text("method", new Slice(request.bytes(), request.from(), first));
        out.text("path", new Slice(request.bytes(), first + 1, last));
        out.text("protocol", new Slice(request.bytes(), last + 1, request.to()));
    }
}
