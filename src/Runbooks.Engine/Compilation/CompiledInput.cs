using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>One input parameter of a template.</summary>
internal sealed class CompiledInput(Parameter parameter)
{
    private readonly TextTemplate? _fallback = (parameter.Value ?? parameter.Default) is { } own ? TextTemplate.Parse(own.Text) : null;

    public string Name => parameter.Name;

    public Parameter Parameter => parameter;

    /// <summary>Argo's order: the argument, else the input's own value, else its default.</summary>
    /// <param name="scope">What the input's own value can see: the workflow's variables and the inputs before it.</param>
    /// <exception cref="ArgumentException">There is none, or it isn't one of the values allowed.</exception>
    public string ValueFor(string? argument, Scope scope)
    {
        var value = argument ?? _fallback?.Fill(scope) ?? throw new ArgumentException($"inputs.parameters.{Name} was not supplied");
        if (parameter.Enum is { } allowed && !allowed.Any(choice => choice.Text == value))
            throw new ArgumentException($"inputs.parameters.{Name}: '{value}' is not one of {string.Join(", ", allowed)}");
        return value;
    }
}
