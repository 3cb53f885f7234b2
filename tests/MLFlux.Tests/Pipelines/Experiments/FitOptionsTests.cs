using System.Reflection;
using Microsoft.ML;
using MLFlux.Experiments;
using MLFlux.Tests.Training;
using MLFlux.Training;

namespace MLFlux.Tests.Pipelines.Experiments;

/// <summary>
/// Nothing held an experiment to the marks in the table of options: an option more would have been adapted unseen.
/// </summary>
[TestClass]
public sealed class FitOptionsTests
{
    private static readonly PropertyInfo[] s_properties = [.. typeof(NeuralNetworkOptions)
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(property => property.Name != "EqualityContract")];

    private static readonly SearchCandidate s_candidate = new()
    {
        Number = 1, Network = UnusualOptions.Network, LearningRate = 0.5, BatchSize = 99, BestEpoch = 2,
    };

    [TestMethod]
    public void Fits_of_an_experiment_differ_from_the_pipeline_in_what_is_marked_as_adapted_and_in_nothing_else()
    {
        NeuralNetworkOptions own = UnusualOptions.All with { Heads = [] }; // Those are of networks of several labels.
        using var progress = new ProgressReporter(new ExperimentOptions { Progress = _ => { } }, Trainer(own), steps: null);
        NeuralNetworkOptions withoutValidation = own with { ValidationFraction = 0 };

        HashSet<string> adapted =
        [
            .. Changed(own, progress.Follow(Trial.OptionsOf(own, seed: 77))),
            .. Changed(own, progress.Follow(CandidateOptions.OfStage(own, s_candidate, epochs: 40, TimeSpan.FromSeconds(1)))),
            .. Changed(own, CandidateOptions.OfWinner(own, s_candidate)),
            .. Changed(withoutValidation, CandidateOptions.OfWinner(withoutValidation, s_candidate)),
        ];

        AreSame(Marked(ExperimentUse.Adapted), adapted);
    }

    [TestMethod]
    public void One_of_several_fits_lacks_what_is_marked_for_one_fit_and_nothing_else() =>
        AreSame(Marked(ExperimentUse.OneFit), Changed(UnusualOptions.All, OptionTable.ForOneOfSeveral(UnusualOptions.All)));

    [TestMethod]
    public void A_short_trial_fit_lacks_what_is_marked_as_dropped_and_nothing_else() =>
        AreSame(OptionTable.All.Where(option => option.IsDroppedByTrials).Select(option => option.Name),
            Changed(UnusualOptions.All, OptionTable.ForTrial(UnusualOptions.All)));

    private static IEnumerable<string> Marked(ExperimentUse use) =>
        OptionTable.All.Where(option => option.Experiments == use).Select(option => option.Name);

    /// <summary>The options that have another value, by reflection over all there are.</summary>
    private static IEnumerable<string> Changed(NeuralNetworkOptions before, NeuralNetworkOptions after) => s_properties
        .Where(property => !Equals(property.GetValue(before), property.GetValue(after))).Select(property => property.Name);

    private static void AreSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.AreEqual(string.Join(' ', expected.Order(StringComparer.Ordinal)), string.Join(' ', actual.Order(StringComparer.Ordinal)));

    /// <summary>A trainer of several classes, which have no decision threshold and no groups.</summary>
    private static NeuralNetworkTrainer Trainer(NeuralNetworkOptions options) => new MLContext().MulticlassClassification.Trainers
        .NeuralNetwork(UnusualOptions.Network, options with
        {
            CheckpointPath = null, ResumeFrom = null, BaggedFolds = 1, BaggedCandidates = [], DecisionThreshold = null,
            RowGroupColumnName = null, LabelGains = null, RowsAreSharded = false,
        });
}
