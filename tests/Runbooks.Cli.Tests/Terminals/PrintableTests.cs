using Runbooks.Cli.Terminals;

namespace Runbooks.Cli.Tests.Terminals;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  two\r\n\tlines ", "two lines")]
    [InlineData("a\e]0;title\ab", "ab")]
    [InlineData("\e[31;1mred\e[0m \e[2Jand\u009b1A gone", "red and gone")]
    [InlineData("\e]8;;http://example.org\e\\link\e]8;;\e\\", "link")]
    [InlineData("\e]never ended", "]never ended")]
    [InlineData("\e(B\e7\ec", "")]
    [InlineData("user\u202etxt.exe\u2066", "usertxt.exe")]
    [InlineData("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧")]
    [InlineData("\e\0", "")]
    public void A_line_has_no_breaks_and_nothing_a_terminal_would_obey(string text, string expected) =>
        Assert.Equal(expected, Printable.Line(text));

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("環境本番", 8, "環境本番")]
    [InlineData("環境本番", 7, "環境本…")]
    [InlineData("環境本番", 6, "環境…")]
    [InlineData("anything", 0, "")]
    public void Text_is_cut_to_cells_not_characters(string text, int cells, string expected) =>
        Assert.Equal(expected, Printable.Fit(text, cells));

    [Theory]
    [InlineData("  two\tcolumns  ", "  two\tcolumns  ")]
    [InlineData("10%\r20%\b", "10%20%")]
    [InlineData("\e[32mok\e[0m\u202e", "ok")]
    public void A_line_of_a_log_keeps_its_blanks_and_nothing_a_terminal_would_obey(string text, string expected) =>
        Assert.Equal(expected, Printable.Text(text));

    [Theory]
    [InlineData("👍👍👍", 4, "👍…")]
    [InlineData("👍👍👍", 5, "👍👍…")]
    public void A_line_is_never_cut_within_a_character(string text, int longest, string expected) =>
        Assert.Equal(expected, Printable.Line(text, longest));

    [Theory]
    [InlineData("ab", ' ', "ab", "ab…")]
    [InlineData("ab \e[31m", ' ', "\e[0mc", "ab…")]
    [InlineData("ab\e]8;;http://example.org/", 'x', "\e\\c", "ab…")]
    [InlineData("", '\u202e', "c", "…")]
    public void Of_a_long_text_only_the_beginning_is_looked_at(string begin, char much, string end, string expected) =>
        Assert.Equal(expected, Printable.Line(begin + new string(much, 1000) + end, 20));

    [Theory]
    [InlineData("check(7:host-7)", 15, "check(7:host-7)")]
    [InlineData("check-database(7:host-7)", 15, "check…7:host-7)")]
    [InlineData("環境本番データベース(7:東京)", 16, "環境…ス(7:東京)")]
    [InlineData("check(7:host-7)", 5, "chec…")]
    [InlineData("check(7:host-7)", 0, "")]
    public void Of_a_long_name_the_middle_is_left_out(string text, int cells, string expected) =>
        Assert.Equal(expected, Printable.FitMiddle(text, cells));

    [Theory]
    [InlineData("one two three", 80, "one two three")]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("unbroken", 5, "unbro|ken")]
    [InlineData("one two three four five", 9, "one two|three|four five")]
    [InlineData("one two three four five six", 9, "one two|three|four fiv…")]
    public void A_text_is_wrapped_between_words(string text, int cells, string expected) =>
        Assert.Equal(expected, string.Join('|', Wrapped.Lines(text, cells, 3)));
}
