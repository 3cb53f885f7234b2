using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Estimators;

/// <summary>The contract passes an estimator of ML.NET's own, and catches one that breaks its word.</summary>
[TestClass]
public sealed class EstimatorContractTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = s_ml.Data.LoadFromEnumerable([new Row("a", 1), new Row("b", 2), new Row("a", 3)]);

    [TestMethod]
    public void An_estimator_of_MLNET_passes()
        => new EstimatorContract(s_ml.Transforms.Conversion.MapValueToKey("Key", "Name"), s_data)
        {
            InvalidInputs = [s_ml.Data.LoadFromEnumerable([new Other(1)])],
        }.Verify();

    [TestMethod]
    public void A_promise_that_leaves_out_an_annotation_is_caught()
    {
        var honest = s_ml.Transforms.OneHot("Hot", "Name", ["a", "b"]);
        var broken = new Promising(honest, shape => new SchemaShape(shape.Select(
            column => column.Name == "Hot" ? new SchemaShape.Column("Hot", column.Kind, column.ItemType, isKey: false) : column)));

        Assert.ThrowsExactly<AssertFailedException>(new EstimatorContract(broken, s_data).Verify);
        new EstimatorContract(honest, s_data).Verify();
    }

    [TestMethod]
    public void A_promise_of_another_column_is_caught()
    {
        var broken = new Promising(
            s_ml.Transforms.OneHot("Hot", "Name", ["a", "b"]),
            shape => new SchemaShape(shape.Where(column => column.Name != "Hot")));

        Assert.ThrowsExactly<AssertFailedException>(new EstimatorContract(broken, s_data).Verify);
    }

    [TestMethod]
    public void An_estimator_that_takes_an_invalid_input_is_caught()
    {
        var contract = new EstimatorContract(s_ml.Transforms.OneHot("Hot", "Name", ["a", "b"]), s_data) { InvalidInputs = [s_data] };

        Assert.ThrowsExactly<AssertFailedException>(contract.Verify);
    }

    [TestMethod]
    public void Views_that_differ_in_one_value_are_caught()
    {
        var other = s_ml.Data.LoadFromEnumerable([new Row("a", 1), new Row("b", 2), new Row("a", 4)]);

        Assert.ThrowsExactly<AssertFailedException>(() => ViewComparison.AssertSameValues(s_data, other));
        ViewComparison.AssertSameValues(s_data, s_data);
    }

    private sealed record Row(string Name, float Size);

    private sealed record Other(float Size);

    private sealed class Promising(IEstimator<ITransformer> honest, Func<SchemaShape, SchemaShape> change) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => honest.Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => change(honest.GetOutputSchema(inputSchema));
    }
}
