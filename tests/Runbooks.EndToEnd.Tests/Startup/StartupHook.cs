/// <summary>
/// Loaded into the executable by DOTNET_STARTUP_HOOKS, which wants this name and no namespace: writes down what it has loaded when it ends.
/// </summary>
internal static class StartupHook
{
    public const string Variable = "RUNBOOKS_TEST_LOADED";

    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        File.WriteAllLines(Environment.GetEnvironmentVariable(Variable)!, AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!));
}
