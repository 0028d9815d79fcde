package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.DoctorSettings;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says how the URL is read: server, engine path, namespaces and query. */
final class AddressCheck implements Check {

    @Override
    public CheckModel model() {
        return CheckModel.of("address", CheckLayer.ADDRESS, "URL");
    }

    @Override
    public Finding run(CheckContext context) {
        ConnectOptions options = context.options();
        DoctorSettings.UrlReading url = context.settings().url();
        List<String> parts = new ArrayList<>();
        parts.add("server " + options.server().url());
        parts.add("engine path " + options.endpoint().enginePath());
        parts.add((options.namespaces().size() == 1 ? "namespace " : "namespaces ")
                + options.namespaces().stream()
                        .map(nsp -> url.namespace().filter(nsp::equals).isPresent() ? nsp + " (path of the URL)" : nsp)
                        .collect(Collectors.joining(", ")));
        if (!options.http().query().isEmpty()) {
            parts.add("query parameters "
                    + String.join(
                            ", ",
                            options.http().query().stream()
                                    .map(ConnectOptions.NameValue::name)
                                    .toList()));
        }
        String fact = String.join("; ", parts);
        if (url.notes().isEmpty()) {
            return Finding.ok(fact);
        }
        String namespace = options.namespaces().get(0);
        return Finding.warning(
                        String.join("; ", url.notes()),
                        Advice.of(
                                Place.CLIENT,
                                "the JavaScript client reads the path of the URL as the namespace; pass io(\""
                                        + options.server().url()
                                        + (namespace.equals("/") ? "" : namespace)
                                        + "\", { path: \"" + options.endpoint().enginePath() + "\" })"))
                .withEvidence(fact);
    }
}
