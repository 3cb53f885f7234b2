using static MLFlux.Layers;

namespace MLFlux.Tests.Construction;

[TestClass]
public sealed class RecurrenceTests
{
    private static readonly Shape s_steps = new(4, 3);

    private static IEnumerable<object[]> Kinds =>
    [
        [Rnn(5, Activation.Sigmoid), RnnCell(5, Activation.Sigmoid)],
        [Lstm(5), LstmCell(5)],
        [Gru(5), GruCell(5)],
        [GruV3(5), GruV3Cell(5)],
    ];

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void A_cell_in_a_recurrence_is_the_layer_of_its_kind(RecurrentLayer layer, RecurrentCellLayer cell)
    {
        using var whole = new LiveNetwork(layer, s_steps, seed: 3);
        using var stepwise = new LiveNetwork(Recurrence(cell), s_steps, seed: 3);
        float[] input = [.. Enumerable.Range(0, s_steps.Size).Select(i => MathF.Sin(i))];
        CollectionAssert.AreEqual(whole.Call(input), stepwise.Call(input));
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void A_cell_by_itself_makes_the_first_step(RecurrentLayer layer, RecurrentCellLayer cell)
    {
        using var whole = new LiveNetwork(layer, new Shape(1, 3), seed: 3);
        using var alone = new LiveNetwork(cell, new Shape(3), seed: 3);
        CollectionAssert.AreEqual(whole.Call(0.5f, -1, 2), alone.Call(0.5f, -1, 2));
    }

    [TestMethod]
    public void What_a_cell_or_a_recurrence_cannot_take_is_said()
    {
        StringAssert.Contains(
            Assert.ThrowsExactly<NetworkShapeException>(() => LstmCell(2).OutputShape(s_steps)).Message, "Put it into Recurrence");
        StringAssert.Contains(
            Assert.ThrowsExactly<NetworkShapeException>(() => Recurrence(LstmCell(2)).OutputShape(new Shape(3))).Message,
            "time × features");
    }

    [TestMethod]
    public void A_whole_state_and_a_sequence_at_once_are_refused() => Assert.AreEqual(
        "returnState", Assert.ThrowsExactly<ArgumentException>(() => Lstm(2, returnSequences: true, returnState: true)).ParamName);

    [TestMethod]
    [DataRow("""{"layer": "LstmCell", "hidden": 2, "returnSequences": true}""", "A cell makes one step")]
    [DataRow("""{"layer": "LstmCell", "hidden": 2, "returnState": true}""", "A cell makes one step")]
    [DataRow("""{"layer": "Recurrence", "inner": {"layer": "Dense", "outputs": 2}}""", "'inner' is a cell")]
    [DataRow("""{"layer": "Recurrence", "inner": {"layer": "Lstm", "hidden": 2}}""", "'inner' is a cell")]
    [DataRow("""{"layer": "WeightNorm", "inner": {"layer": "Lstm", "hidden": 2}}""", "WeightNorm takes Dense")]
    [DataRow("""{"layer": "Embedding", "levels": 2, "width": 2, "paddingIndex": 2}""", "less than the levels, 2")]
    [DataRow("""{"layer": "Embedding", "levels": 2, "width": 2, "unknown": 1}""", "from 0 to less than 1")]
    [DataRow("""{"layer": "Embedding", "levels": 2, "width": 2, "paddingIndex": 0, "unknown": 0.1}""", "unknown and padding at once")]
    public void A_file_that_says_otherwise_is_refused(string json, string says) =>
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => NetworkJson.Read(json)).Message, says);
}
