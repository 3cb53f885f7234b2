using Microsoft.ML;
using MLFlux.Promises;

namespace MLFlux;

/// <summary>
/// What MLFlux promises of every network, checked for one of your own: a layer that derives from <see cref="ModuleLayer"/> can break each
/// promise, and a test that calls <see cref="Verify"/> says which, whatever the test framework.
/// </summary>
/// <remarks>
/// <para>
/// Two fits of one seed give the same scores. A model that is saved and loaded gives the scores of the one that was fitted. The network in
/// ONNX gives them, too, within rounding, where all its layers have a form there. A fit that is cancelled ends with
/// <see cref="OperationCanceledException"/>, and leaves nothing behind. The schema is promised as it is delivered, and data without the
/// features is refused by name. A row with missing values does not change the scores of others.
/// </para>
/// <para>It fits the network four times, on one thread: give it some hundred rows, and few epochs.</para>
/// </remarks>
/// <example><code>
/// ml.RegisterLayer(settings => new Gate());
/// NetworkContract.Verify(
///     options => ml.Regression.Trainers.NeuralNetwork(Chain(Dense(8), new Gate(), Output()), options), rows);
/// </code></example>
public static class NetworkContract
{
    /// <summary>Checks each promise.</summary>
    /// <param name="trainer">Makes the trainer with the options that it is given, and others of its own added to them.</param>
    /// <param name="rows">Rows that it can be fitted on: features, label, at least three rows.</param>
    /// <param name="options">
    /// What the fits begin with, such as the names of columns; null, the default, for three epochs. The seed is 1 where there is none.
    /// </param>
    /// <returns>What came of each promise, in the order above.</returns>
    public static IReadOnlyList<PromiseResult> Check(
        Func<NeuralNetworkOptions, IEstimator<NeuralNetworkTransformer>> trainer, IDataView rows, NeuralNetworkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new NeuralNetworkOptions { Epochs = 3 };
        using var subject = new ContractSubject(trainer, rows, options with { Seed = options.Seed ?? 1 });
        return [.. Promise.All.Select(promise => promise.Try(subject))];
    }

    /// <summary>Checks each promise.</summary>
    /// <exception cref="BrokenPromiseException">At least one is broken; the message says which, and how.</exception>
    /// <inheritdoc cref="Check" path="/param"/>
    public static void Verify(
        Func<NeuralNetworkOptions, IEstimator<NeuralNetworkTransformer>> trainer, IDataView rows, NeuralNetworkOptions? options = null)
    {
        PromiseResult[] broken = [.. Check(trainer, rows, options).Where(result => result.Outcome == PromiseOutcome.Broken)];
        if (broken.Length > 0)
            throw new BrokenPromiseException(string.Join('\n', broken.Select(result => result.ToString())));
    }
}
