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
        String namespaces = String.join(", ", options.namespaces());
        List<String> parts = new ArrayList<>();
        parts.add("server " + options.server().url());
        parts.add("engine path " + options.endpoint().enginePath());
        parts.add((options.namespaces().size() == 1 ? "namespace " : "namespaces ")
                + namespaces
                + (url.namespace().isPresent() ? ", from the path of the URL" : ""));
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
        return Finding.warning(
                        String.join("; ", url.notes()),
                        Advice.of(
                                Place.CLIENT,
                                "pass the address without them: io(\""
                                        + options.server().url()
                                        + (namespaces.equals("/")
                                                ? ""
                                                : options.namespaces().get(0)) + "\", {path: \""
                                        + options.endpoint().enginePath() + "\"})"))
                .withEvidence(fact);
    }
}
