namespace Runbooks.Engine.Yaml;

/// <summary>Something in a file that is no YAML, or YAML that no JSON can hold.</summary>
/// <param name="Rule">A short stable name of the kind of mistake: <c>yaml-syntax</c>, <c>duplicate-key</c>, …</param>
public sealed record YamlMistake(Position At, string Message, string Rule);
