using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Estimators;

/// <summary>
/// What ML.NET asks of every estimator and of the transformer it fits: schemas promised as delivered, wrong schemas refused,
/// and a transformer that is the same after saving and loading.
/// </summary>
/// <param name="estimator">The estimator.</param>
/// <param name="validInput">Data it can be fitted on, and that its transformer takes.</param>
public sealed class EstimatorContract(IEstimator<ITransformer> estimator, IDataView validInput)
{
    /// <summary>Data that neither the estimator nor the transformer takes.</summary>
    public IReadOnlyList<IDataView> InvalidInputs { get; init; } = [];

    /// <summary>Data the estimator can be fitted on, but the transformer fitted on the valid input doesn't take; or null.</summary>
    public IDataView? ValidForFitOnly { get; init; }

    /// <summary>Checks all of it.</summary>
    public void Verify()
    {
        SchemaShape promised = estimator.GetOutputSchema(SchemaShape.Create(validInput.Schema));
        foreach (var invalid in InvalidInputs)
        {
            MustRefuse(() => estimator.GetOutputSchema(SchemaShape.Create(invalid.Schema)), "the estimator's GetOutputSchema");
            MustRefuse(() => estimator.Fit(invalid), "Fit");
        }

        if (ValidForFitOnly is not null)
        {
            estimator.GetOutputSchema(SchemaShape.Create(ValidForFitOnly.Schema));
            (estimator.Fit(ValidForFitOnly) as IDisposable)?.Dispose();
        }

        ITransformer transformer = estimator.Fit(validInput);
        ITransformer loaded = SaveAndLoad(transformer);
        try
        {
            foreach (var candidate in new[] { transformer, loaded })
            {
                CheckSchemas(candidate);
                CheckRefusals(candidate);
            }

            ViewComparison.AssertSameSchema(transformer.GetOutputSchema(validInput.Schema), loaded.GetOutputSchema(validInput.Schema));
            ViewComparison.AssertSameValues(transformer.Transform(validInput), loaded.Transform(validInput));
            CheckPromise(promised, SchemaShape.Create(transformer.GetOutputSchema(validInput.Schema)));
        }
        finally
        {
            (loaded as IDisposable)?.Dispose();
            (transformer as IDisposable)?.Dispose();
        }
    }

    private ITransformer SaveAndLoad(ITransformer transformer)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(transformer, validInput.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out var inputSchema);
        ViewComparison.AssertSameSchema(validInput.Schema, inputSchema);
        return loaded;
    }

    private void CheckSchemas(ITransformer transformer)
    {
        DataViewSchema schema = transformer.GetOutputSchema(validInput.Schema);
        ViewComparison.AssertSameSchema(schema, transformer.Transform(validInput).Schema);

        if (transformer.IsRowToRowMapper)
        {
            var mapper = transformer.GetRowToRowMapper(validInput.Schema);
            Assert.AreSame(validInput.Schema, mapper.InputSchema, "The mapper's InputSchema is not the data's.");
            ViewComparison.AssertSameSchema(schema, mapper.OutputSchema);
        }
        else
        {
            MustRefuse(() => transformer.GetRowToRowMapper(validInput.Schema), "GetRowToRowMapper");
        }
    }

    private void CheckRefusals(ITransformer transformer)
    {
        IEnumerable<IDataView> refused = ValidForFitOnly is null ? InvalidInputs : InvalidInputs.Append(ValidForFitOnly);
        foreach (var invalid in refused)
        {
            MustRefuse(() => transformer.GetOutputSchema(invalid.Schema), "the transformer's GetOutputSchema");
            MustRefuse(() => transformer.Transform(invalid), "Transform");
        }
    }

    private static void CheckPromise(SchemaShape promised, SchemaShape delivered)
    {
        CollectionAssert.AreEquivalent(
            promised.Select(column => column.Name).ToArray(), delivered.Select(column => column.Name)
            .ToArray(), "Other columns were promised than delivered.");
        foreach (var promise in promised)
        {
            Assert.IsTrue(delivered.TryFindColumn(promise.Name, out var delivery));
            Assert.IsTrue(promise.IsCompatibleWith(delivery),
                $"Column '{promise.Name}': promised {Describe(promise)}, delivered {Describe(delivery)}.");
            Assert.IsTrue(delivery.IsCompatibleWith(promise),
                $"Column '{promise.Name}': delivered {Describe(delivery)}, promised only {Describe(promise)}.");
        }
    }

    private static string Describe(SchemaShape.Column column)
        => $"{column.GetTypeString()} ["
            + string.Join(", ", column.Annotations.Select(annotation => $"{annotation.Name}: {annotation.GetTypeString()}")) + "]";

    private static void MustRefuse(Action action, string what)
    {
        try
        {
            action();
        }
        catch (Exception refusal) when (refusal is ArgumentOutOfRangeException or InvalidOperationException)
        {
            return;
        }

        Assert.Fail($"{what} took an input that is not valid.");
    }
}
