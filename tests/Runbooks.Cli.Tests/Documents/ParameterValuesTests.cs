using Runbooks.Cli.Documents;

namespace Runbooks.Cli.Tests.Documents;

public sealed class ParameterValuesTests : IDisposable
{
    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void A_files_values_become_text_as_argo_has_it()
    {
        var file = _shell.File("parameters.yaml", """
            text: plain
            number: 1e3
            flag: true
            quoted: "007"
            empty: ""
            list: [a, 1]
            map: {b: 環境, a: <1>}
            build: 9007199254740993
            stamps: [1764519000123456789, 1.10]
            pi: 3.14159265358979323846
            """);
        var expected = new Dictionary<string, string>
        {
            ["text"] = "plain",
            ["number"] = "1000",
            ["flag"] = "true",
            ["quoted"] = "007",
            ["empty"] = "",
            ["list"] = """["a",1]""",
            ["map"] = """{"a":"\u003c1\u003e","b":"環境"}""",
            ["build"] = "9007199254740993",
            ["stamps"] = "[1764519000123456789,1.1]",
            ["pi"] = "3.14159265358979323846",
        };
        Assert.Equal(expected, ParameterValues.Read(file, [], Shell()));
    }

    [Theory]
    [InlineData("[a]", "expected one map of parameter names to values")]
    [InlineData("", "expected one map of parameter names to values")]
    [InlineData("a: 1\nb:\n", ":2:1: parameter 'b' has no value")]
    [InlineData("a: {", ":1:")]
    public void A_file_that_is_no_map_of_values_is_refused_with_the_place(string text, string message)
    {
        var refused = Assert.Throws<CommandException>(() => ParameterValues.Read(_shell.File("parameters.yaml", text), [], Shell()));
        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains(message, refused.Message);
    }

    private static Shell Shell() => new()
    {
        In = () => TextReader.Null,
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        OutIsTerminal = false,
        ErrorIsTerminal = false,
        Environment = new Dictionary<string, string>(),
        Time = TimeProvider.System,
    };
}
