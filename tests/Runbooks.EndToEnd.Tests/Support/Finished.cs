using System.Text.Json.Nodes;

namespace Runbooks.EndToEnd.Tests.Support;

/// <summary>A program that has ended.</summary>
internal sealed record Finished(string Command, int ExitCode, string Output, string Errors)
{
    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>Fails the test with all that the program said.</summary>
    public Finished ShouldExit(int code)
    {
        Assert.True(ExitCode == code, $"{Command}\nended with {ExitCode}, not {code}\n--- output\n{Output}\n--- errors\n{Errors}");
        return this;
    }
}
