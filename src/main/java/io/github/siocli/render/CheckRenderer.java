package io.github.siocli.render;

import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.doctor.result.Summary;
import io.github.siocli.text.Utf8Builder;

/** Renders the results of {@code sio doctor}, one after the other, and then their summary. */
public interface CheckRenderer {

    /** Appends a result as whole lines. */
    void render(CheckResult result, Utf8Builder out);

    /** Appends the summary as whole lines. */
    void render(Summary summary, Utf8Builder out);
}
