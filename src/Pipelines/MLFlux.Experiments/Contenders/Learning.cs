using System.Globalization;

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
    public static string Remark(PredictionTask task, Contender network, Contender constant, bool isShown)
    {
        string name = VerdictWords.Article(constant.Name);
        if (isShown)
            return task != PredictionTask.Regression && !IsClear(constant.NetworkLead) ? $" {Threshold(task, network, constant, name)}"
                : "";

        double error = (network.Discrimination ?? constant.NetworkLead!).StandardError;
        return error is > MostError or double.NaN
            ? " The rows held out are too few to tell whether the network has learned anything: bring more."
            : $" The network is no better than always predicting {name}, by {Figures(task, network, constant)}: it has learned nothing "
            + "that holds for new rows.";
    }

    private static string Threshold(PredictionTask task, Contender network, Contender constant, string name)
    {
        string accuracy = $"Its accuracy is no higher than that of always predicting {name}, yet it tells rows apart: "
            + $"{Evidence(task, network, constant)}.";
        if (task != PredictionTask.BinaryClassification)
            return accuracy;

        string advice = network.Threshold is { } best
            ? string.Create(CultureInfo.InvariantCulture,
                $"From a probability of {best.Probability:0.###} on instead, {100 * best.TruePositiveRate:0.#} % of the true rows are "
                + $"found, and {100 * best.FalsePositiveRate:0.#} % of the others are taken for true.")
            : "Choose a threshold by what each kind of mistake costs.";
        return $"{accuracy} The threshold is the trouble: a row is taken for true from a probability of 0.5 on, which rows of a rare "
            + $"class seldom reach. {advice}";
    }

    private static string Evidence(PredictionTask task, Contender network, Contender constant)
    {
        List<string> figures = [];
        if (network.Discrimination is { } apart && IsClear(apart))
        {
            figures.Add(task == PredictionTask.BinaryClassification
                ? $"AUC {VerdictWords.Figure(0.5 + apart.Value)}, where chance gives 0.5 (standard error "
                + $"{VerdictWords.Figure(apart.StandardError)})"
                : $"its macro-accuracy is {VerdictWords.Figure(apart.Value)} above chance (standard error "
                + $"{VerdictWords.Figure(apart.StandardError)})");
        }

        if (IsClear(constant.LogLossLead))
            figures.Add($"log-loss {VerdictWords.Figure(constant.LogLossLead!.Value)} below that of the class shares (standard error "
                + $"{VerdictWords.Figure(constant.LogLossLead.StandardError)})");
        return string.Join(", ", figures);
    }

    private static string Figures(PredictionTask task, Contender network, Contender constant) => task == PredictionTask.Regression
        ? "R²"
        : string.Join(", ", (string[])
        [
            "accuracy",
            .. network.Discrimination is null ? Array.Empty<string>()
            : [task == PredictionTask.BinaryClassification ? "AUC" : "macro-accuracy"],
            .. constant.LogLossLead is null ? Array.Empty<string>() : ["log-loss"],
        ]);

    private static bool IsClear(Difference? gain) => gain is { IsWithinNoise: false, Value: > 0 };
}
