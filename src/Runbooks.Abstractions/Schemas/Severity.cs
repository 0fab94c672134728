namespace Runbooks.Schemas;

public enum Severity
{
    Error,
    Warning,
}
