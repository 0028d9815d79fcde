package io.github.siocli.command.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    example.org                | example.org      | 80
                    example.org                | a.b.example.org  | 80
                    .example.org               | example.org      | 80
                    .example.org               | www.example.org  | 80
                    *.example.org              | www.example.org  | 80
                    EXAMPLE.org.               | example.ORG.     | 80
                    other, example.org         | example.org      | 80
                    other example.org          | example.org      | 80
                    ,,example.org,             | example.org      | 80
                    example.org:8080           | example.org      | 8080
                    example.org:8080           | www.example.org  | 8080
                    *                          | anything         | 80
                    other,*                    | 10.0.0.1         | 80
                    127.0.0.1                  | 127.0.0.1        | 80
                    127.0.0.1:81               | 127.0.0.1        | 81
                    10.0.0.0/8                 | 10.255.1.2       | 80
                    10.1.128.0/17              | 10.1.200.1       | 80
                    10.0.0.1/32                | 10.0.0.1         | 80
                    0.0.0.0/0                  | 8.8.8.8          | 80
                    ::1                        | ::1              | 80
                    [::1]                      | ::1              | 80
                    [::1]:81                   | ::1              | 81
                    0:0:0:0:0:0:0:1            | ::1              | 80
                    fd00::/8                   | fd12::1          | 80
                    localhost                  | localhost        | 80
                    """)
    void matchesHost(String list, String host, int port) {
        assertThat(new NoProxy(list).matches(host, port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                         | localhost        | 80
                    ''                         | 127.0.0.1        | 80
                    example.org                | notexample.org   | 80
                    example.org                | example.org.evil | 80
                    www.example.org            | example.org      | 80
                    example.org:8080           | example.org      | 80
                    .                          | example.org      | 80
                    org:80                     | example.org      | 81
                    127.0.0.1                  | 127.0.0.2        | 80
                    0.0.1                      | 127.0.0.1        | 80
                    10.0.0.0/8                 | 11.0.0.1         | 80
                    10.1.128.0/17              | 10.1.1.1         | 80
                    10.0.0.0/x                 | 10.0.0.1         | 80
                    10.0.0.0/-1                | 10.0.0.1         | 80
                    10.0.0.0/8                 | ten.example      | 80
                    ::1                        | 127.0.0.1        | 80
                    fd00::/8                   | fe80::1          | 80
                    localhost                  | 127.0.0.1        | 80
                    300.0.0.1                  | 300.0.0.2        | 80
                    """)
    void doesNotMatchOtherHost(String list, String host, int port) {
        assertThat(new NoProxy(list).matches(host, port)).isFalse();
    }
}
