using System.CommandLine;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Options;

/// <summary><c>-l env=prod,team in (a, b)</c>.</summary>
internal sealed class LabelSelectorOption : Option<LabelSelector>
{
    public LabelSelectorOption() : base("--selector", "-l")
    {
        Description = "Only runs with these labels: env=prod, env!=prod, team in (a, b), team notin (a), team, !team, with commas between several";
        HelpName = "SELECTOR";
        DefaultValueFactory = _ => LabelSelector.Everything;
        CustomParser = given =>
        {
            if (!LabelSelector.TryParse(given.Tokens[0].Value, out var selector, out var mistake)) given.AddError($"--selector: {mistake}");
            return selector;
        };
    }
}
