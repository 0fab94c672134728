using System.CommandLine;

namespace Runbooks.Cli.Options;

internal sealed class ParametersOption : Option<string[]>
{
    public ParametersOption(string description) : base("--parameter", "-p")
    {
        Description = description;
        HelpName = "NAME=VALUE";
        DefaultValueFactory = _ => [];
    }
}
