namespace Runbooks.Engine.Yaml;

/// <summary>Ends the reading of one document; caught by <see cref="YamlReader"/>.</summary>
internal sealed class YamlMistakeException(YamlMistake mistake) : Exception(mistake.Message)
{
    public YamlMistake Mistake { get; } = mistake;
}
