using System.Diagnostics.CodeAnalysis;

namespace Runbooks.Engine.Resources;

/// <summary>
/// Kubernetes' label selector in its text form: terms with commas between, which mean "and". Of labels, or, as in
/// <c>resource.successCondition</c>, of any field of an object.
/// </summary>
public sealed class LabelSelector
{
    private LabelSelector(IReadOnlyList<LabelRequirement> requirements) => Requirements = requirements;

    /// <summary>By key, as Kubernetes sorts them.</summary>
    public IReadOnlyList<LabelRequirement> Requirements { get; }

    /// <param name="error">What is wrong with the text, and what would be right.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out LabelSelector? selector, [NotNullWhen(false)] out string? error)
    {
        (selector, error) = (null, null);
        try
        {
            var requirements = new LabelSelectorParser(text).Parse();
            selector = new LabelSelector([.. requirements.OrderBy(requirement => requirement.Key, StringComparer.Ordinal)]);
            return true;
        }
        catch (FormatException wrong)
        {
            error = wrong.Message;
            return false;
        }
    }
}
