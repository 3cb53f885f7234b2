using MLFlux.Estimators;
using MLFlux.Evaluation;
using MLFlux.Experiments;

namespace MLFlux.Tests.Pipelines.Evaluation;

/// <summary>Each task has its class wherever tasks differ, and the classes are told apart by name.</summary>
[TestClass]
public sealed class TaskFiguresTests
{
    /// <summary>All tasks but that of several heads, each of which is measured by the class of its own task.</summary>
    private static IEnumerable<PredictionTask> OfOneLabel =>
        Enum.GetValues<PredictionTask>().Where(task => task != PredictionTask.MultiTask);

    [TestMethod]
    public void Several_heads_are_measured_head_by_head()
    {
        foreach (Action asked in new Action[]
        {
            () => TaskFigures.Of(PredictionTask.MultiTask), () => ExperimentTask.Of(PredictionTask.MultiTask),
        })
        {
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(asked).Message, "model.Head(\"Price\")");
        }

        Assert.AreEqual(PredictionTask.MultiTask, LearningTask.Of(PredictionTask.MultiTask).Kind);
    }

    [TestMethod]
    public void Every_task_has_a_class_in_each_room()
    {
        foreach (PredictionTask task in OfOneLabel)
        {
            Assert.AreEqual(task, TaskFigures.Of(task).Task);
            Assert.AreEqual(task, ExperimentTask.Of(task).Figures.Task);
            Assert.AreEqual(task, LearningTask.Of(task).Kind);
        }
    }

    [TestMethod]
    public void All_tasks_are_offered_once()
    {
        CollectionAssert.AreEquivalent(OfOneLabel.ToArray(), TaskFigures.All.Select(task => task.Task).ToArray());
        CollectionAssert.AllItemsAreUnique(TaskFigures.All.Select(task => task.Words.PlainName).ToArray());
        CollectionAssert.AllItemsAreUnique(TaskFigures.All.Select(task => task.Words.Name).ToArray());
    }

    [TestMethod]
    public void Predictions_are_among_the_columns_that_a_model_writes()
    {
        foreach (TaskFigures task in TaskFigures.All)
        {
            Assert.IsNotEmpty(task.PredictionColumns);
            CollectionAssert.IsSubsetOf(task.PredictionColumns.ToArray(), task.WrittenColumns.ToArray(), task.Words.Name);
        }
    }
}
