namespace MLFlux.Tool.Running;

/// <summary>The files that a training leaves.</summary>
internal static class TrainOutputs
{
    /// <summary>The report beside the model.</summary>
    public static string Page(TrainSettings settings) => Path.ChangeExtension(settings.Out, ".html");

    /// <summary>Refuses what cannot be written, or would write over what is needed, before the work.</summary>
    public static void Check(TrainSettings settings)
    {
        OutputPaths.CheckFile("--out", settings.Out, settings.Data.Files);
        OutputPaths.CheckFile("The report beside --out,", Page(settings), [.. settings.Data.Files, (settings.Out, "the model")]);
        if (!settings.Quick)
            OutputPaths.CheckFile("The network with LightGbm beside --out,", OutputPaths.Joined(settings.Out), settings.Data.Files);
        if (settings.Report is not null)
            OutputPaths.CheckFolder("--report", Path.GetFullPath(settings.Report));
        if (settings.Log is not null)
            OutputPaths.CheckFolder("--log", Path.GetFullPath(settings.Log));
    }
}
