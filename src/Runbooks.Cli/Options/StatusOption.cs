using System.CommandLine;

namespace Runbooks.Cli.Options;

/// <summary><c>--status Failed</c>.</summary>
internal sealed class StatusOption<T> : Option<string?> where T : struct, Enum
{
    public StatusOption(string description) : base("--status")
    {
        Description = description;
        HelpName = "PHASE";
        this.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<T>());
    }

    /// <summary>Null: any.</summary>
    public T? Of(ParseResult parse) => parse.GetValue(this) is { } text ? Enum.Parse<T>(text, ignoreCase: true) : null;
}
