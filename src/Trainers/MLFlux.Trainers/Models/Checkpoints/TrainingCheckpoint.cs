using System.Text.Json;
using System.Text.Json.Nodes;
using MLFlux.Training;

namespace MLFlux.Models;

/// <summary>
/// A fit between two epochs: all that it needs to go on as if it had not stopped. What is random begins anew in each epoch, and
/// needs no keeping.
/// </summary>
/// <param name="Now">The weights, the optimizer's state and the history after the last epoch.</param>
/// <param name="Best">What the epoch with the lowest validation loss had; null where that is the last one.</param>
/// <param name="EpochsBefore">How many epochs had been run when the fit began: 0, unless it trained a model further.</param>
/// <param name="LossBefore">The validation loss of the model that it trained further, or null.</param>
/// <param name="LearningRate">The learning rate that the schedule multiplies; callbacks may have changed it.</param>
internal sealed record TrainingCheckpoint(
    NeuralNetworkModel Now,
    EpochState? Best,
    int EpochsBefore,
    double? LossBefore,
    double LearningRate)
{
    /// <summary>
    /// Whether frozen layers were computed once for all rows. The fit goes on so: the optimizer's state is that of the layers behind them.
    /// </summary>
    public bool FrozenOnce { get; init; }

    /// <summary>The number of the last epoch.</summary>
    public int Epoch => Now.History.Epochs[^1].Epoch;

    /// <summary>What the last epoch left behind.</summary>
    public EpochState Last => new(Now.Weights, Now.OptimizerState!);

    /// <summary>What the best epoch left behind.</summary>
    public EpochState BestOrLast => Best ?? Last;

    /// <summary>Refuses options and rows with which the fit would not go on as it began.</summary>
    /// <param name="path">Where the checkpoint was read from.</param>
    /// <param name="record">The options now.</param>
    /// <param name="trainingRows">How many rows there are to train on now.</param>
    /// <param name="validationRows">How many rows there are to validate on now.</param>
    /// <exception cref="InvalidOperationException">Options or rows are others; all differences are named.</exception>
    public void Check(string path, TrainingRecord record, long trainingRows, long validationRows)
    {
        List<string> faults = [.. Differences(Now.Training, record)];
        if (trainingRows != Now.History.TrainingRows)
            faults.Add($"it had {Now.History.TrainingRows} rows to train on, now there are {trainingRows}");
        if (validationRows != Now.History.ValidationRows)
            faults.Add($"it had {Now.History.ValidationRows} rows to validate on, now there are {validationRows}");
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(
                $"The fit of checkpoint '{path}' cannot go on with these options and rows: {string.Join("; ", faults)}. Give it those it "
                + "began with.");
        }
    }

    private static IEnumerable<string> Differences(TrainingRecord before, TrainingRecord now) =>
        before is { Options: { } options } ? Differences(options, now.Options!)
        : Differences(ToJson(before), ToJson(now with { Options = null }));

    private static IEnumerable<string> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        from name in OptionTable.All.Select(option => option.Name).Union(before.Keys)
        where before.GetValueOrDefault(name) != now.GetValueOrDefault(name)
        select $"{name} was {OptionTable.Show(before, name)}, now it is {OptionTable.Show(now, name)}";

    /// <summary>For a checkpoint of an earlier version, which names fewer options.</summary>
    private static IEnumerable<string> Differences(JsonObject before, JsonObject now) =>
        from name in before.Select(p => p.Key).Union(now.Select(p => p.Key))
        where name != JsonNamingPolicy.CamelCase.ConvertName(nameof(TrainingRecord.Epochs)) && !JsonNode.DeepEquals(before[name], now[name])
        select $"{name} was {Text(before[name])}, now it is {Text(now[name])}";

    private static string Text(JsonNode? value) => value?.ToString() ?? "not set";

    private static JsonObject ToJson(TrainingRecord record) =>
        JsonSerializer.SerializeToNode(record, ModelJson.Default.TrainingRecord)!.AsObject();
}
