using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>One input parameter of a template.</summary>
internal sealed class CompiledInput(Parameter parameter)
{
    private readonly TextTemplate? _fallback = (parameter.Default ?? parameter.Value) is { } own ? TextTemplate.Parse(own.Text) : null;

    public string Name => parameter.Name;

    /// <summary>Argo's order: the argument, else the default, else the input's own value.</summary>
    /// <exception cref="ArgumentException">There is none, or it isn't one of the values allowed.</exception>
    public string ValueFor(string? argument, Scope scope)
    {
        var value = argument ?? _fallback?.Fill(scope) ?? throw new ArgumentException($"inputs.parameters.{Name} was not supplied");
        if (parameter.Enum is { } allowed && !allowed.Any(choice => choice.Text == value))
            throw new ArgumentException($"inputs.parameters.{Name}: '{value}' is not one of {string.Join(", ", allowed)}");
        return value;
    }
}
