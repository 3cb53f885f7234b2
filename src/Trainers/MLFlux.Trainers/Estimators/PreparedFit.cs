using MLFlux.Native;
using MLFlux.Rows;
using MLFlux.Training;

namespace MLFlux.Estimators;

/// <summary>A fit that has been checked and has read its rows.</summary>
/// <param name="Job">The fit from here on.</param>
/// <param name="Label">The label to learn.</param>
/// <param name="Device">Where the network is calculated.</param>
/// <param name="Data">The rows to train on.</param>
/// <param name="ValidationSet">The rows to validate on that were given to the fit, or null.</param>
/// <param name="Start">What the fit begins with.</param>
/// <param name="Complete">Exchanges what ranks have read, weighs and checks all rows, and gives those to train on.</param>
internal sealed record PreparedFit(
    TrainingJob Job, LabelBinding Label, ComputeDevice Device, TrainingData Data, RowsInMemory? ValidationSet, FitStart Start,
    Func<TrainingData> Complete)
{
    /// <summary>What has to be the same on all ranks that train together, with its text.</summary>
    public IReadOnlyList<(string Name, string Text)> OfAllRanks =>
    [
        ("The network", $"{Job.Network}"),
        ("The shape of the features", $"{Job.Inputs.Shape}"),
        ("The list of classes", string.Join(", ", Job.Classes ?? [])),
        .. (Job.Outputs?.Heads ?? []).Select(head => ($"The list of classes of head '{head.Name}'", string.Join(", ", head.Classes ?? []))),
        .. OptionTable.OfAllRanks(Job.Options),
        ("The number of rows to train on", $"{Data.Set.Count}"),
        ("The number of validation rows", $"{ValidationSet?.Count ?? 0}"),
        ("The number of epochs done", $"{Start.EpochsDone}"),
    ];
}
