namespace Runbooks;

/// <summary>How much a test tries that could try for ever: <c>tests/run --long</c> sets RUNBOOKS_LONG=1.</summary>
internal static class TestLength
{
    public static int Of(int usual, int @long) => Environment.GetEnvironmentVariable("RUNBOOKS_LONG") == "1" ? @long : usual;
}
