package io.github.siocli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> NAMES = List.of("n", "id", "event", "transport");

    @ParameterizedTest
    @CsvSource({"evnet,event", "evnt,event", "eventt,event", "di,id", "i,id", "trnsprt,transport", "event,event", "nn,n"
    })
    void findsSimilarName(String name, String similar) {
        assertThat(NearestName.find(name, NAMES)).contains(similar);
    }

    @ParameterizedTest
    @CsvSource({"z", "1", "zz", "evil", "trnsp", "''"})
    void findsNothingIfNoNameIsSimilar(String name) {
        assertThat(NearestName.find(name, NAMES)).isEqualTo(Optional.empty());
    }
}
