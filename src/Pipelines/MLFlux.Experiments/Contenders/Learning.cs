namespace MLFlux.Experiments;

/// <summary>Whether a network knows more of new rows than a model of no features, and how that is said.</summary>
internal static class Learning
{
    /// <summary>A standard error of an AUC, an accuracy or an R² above which no usual effect can be seen.</summary>
    private const double MostError = 0.1;

    /// <summary>
    /// Whether one figure is clearly better: the main one, the log-loss or, for classes, what is left when their shares do not
    /// count.
    /// </summary>
    public static bool IsShown(Contender network, Contender constant) =>
        IsClear(constant.NetworkLead) || IsClear(constant.LogLossLead) || IsClear(network.Discrimination);

    /// <summary>What is to be said of it, after a space, or nothing.</summary>
    public static string Remark(ExperimentTask task, Contender network, Contender constant, bool isShown)
    {
        string name = VerdictWords.Article(constant);
        if (isShown)
            return IsClear(constant.NetworkLead) ? "" : $" {NoHigher(task, network, constant, name)}";

        double error = (network.Discrimination ?? constant.NetworkLead!).StandardError;
        return error is > MostError or double.NaN
            ? " The rows held out are too few to tell whether the network has learned anything: bring more."
            : $" The network is no better than always predicting {name}, by {Figures(task, network, constant)}: it has learned nothing "
            + "that holds for new rows.";
    }

    private static string NoHigher(ExperimentTask task, Contender network, Contender constant, string name) =>
        $"Its {task.Figures.Words.MainFigure} is no higher than that of always predicting {name}, yet it tells rows apart: "
        + $"{Evidence(task, network, constant)}.{task.ThresholdRemark(network.Threshold)}";

    private static string Evidence(ExperimentTask task, Contender network, Contender constant)
    {
        List<string> figures = [];
        if (network.Discrimination is { } apart && IsClear(apart) && task.Evidence(apart) is { } evidence)
            figures.Add(evidence);
        if (IsClear(constant.LogLossLead))
            figures.Add($"log-loss {VerdictWords.Figure(constant.LogLossLead!.Value)} below that of the class shares (standard error "
                + $"{VerdictWords.Figure(constant.LogLossLead.StandardError)})");
        return string.Join(", ", figures);
    }

    private static string Figures(ExperimentTask task, Contender network, Contender constant) => string.Join(", ", (string[])
    [
        task.Figures.Words.MainFigure,
        .. task.DiscriminationName is { } name && network.Discrimination is not null ? [name] : Array.Empty<string>(),
        .. constant.LogLossLead is null ? Array.Empty<string>() : ["log-loss"],
    ]);

    private static bool IsClear(Difference? gain) => gain is { IsWithinNoise: false, Value: > 0 };
}
