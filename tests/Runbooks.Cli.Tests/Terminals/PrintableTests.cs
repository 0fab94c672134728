using Runbooks.Cli.Terminals;

namespace Runbooks.Cli.Tests.Terminals;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  two\r\n\tlines ", "two lines")]
    [InlineData("a\e]0;title\ab", "a]0;titleb")]
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
}
