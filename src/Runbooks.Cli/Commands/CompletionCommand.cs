using System.CommandLine;

namespace Runbooks.Cli.Commands;

internal sealed class CompletionCommand : RunbooksCommand
{
    /// <summary>Each asks the program itself, by its directive <c>[suggest:POSITION]</c>; files are the shell's own business.</summary>
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _runbooks_complete() {
                local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]}
                COMPREPLY=($(compgen -W "$(runbooks "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null)" -- "$word"))
            }
            complete -o default -F _runbooks_complete runbooks
            """,
        ["zsh"] = """
            #compdef runbooks
            _runbooks() {
                local -a suggestions
                suggestions=("${(@f)$(runbooks "[suggest:$CURSOR]" "$BUFFER" 2> /dev/null)}")
                compadd -a -- suggestions
                _files
            }
            compdef _runbooks runbooks
            """,
        ["fish"] = """
            complete -c runbooks -a '(runbooks "[suggest:"(commandline -C)"]" (commandline -b) 2> /dev/null)'
            """,
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName runbooks -ScriptBlock {
                param($word, $line, $position)
                runbooks "[suggest:$position]" "$line" 2> $null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    private readonly Argument<string> _kind = new("SHELL") { Description = "Whose completion" };

    public CompletionCommand(Shell shell)
        : base("completion", "Print a script with which a shell completes commands, options and the names of runs",
            "source <(runbooks completion bash)",
            "runbooks completion zsh > ~/.zfunc/_runbooks",
            "runbooks completion fish > ~/.config/fish/completions/runbooks.fish")
    {
        _kind.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Add(_kind);
        SetAction(parse =>
        {
            shell.Out.WriteLine(Scripts[parse.GetRequiredValue(_kind)]);
            return ExitCode.Succeeded;
        });
    }
}
