//! `cargo xtask growth`: time and memory grow as the input does, and no faster.
//!
//! The operations of `siggen-growth` run in an interpreter of WebAssembly that counts instructions, so the counts are
//! the same on every machine, whatever else it does. Each runs with input of a size, twice, four times and eight times
//! that size. What is constant is left out by looking at what each doubling adds: it has to be about twice as much as
//! the one before added. A loop over the input inside a loop over the input makes it four times as much.

use std::fs;

use siggen_growth::{Operation, operations};
use wasmi::{Config, Engine, Instance, Module, Store};

use crate::failure::Failure;
use crate::say::say;
use crate::wasm;
use crate::workspace::{cargo, run, target_folder};

/// How many times as much a doubling may add as the one before: a sort adds 2.2 times, of a few thousand things.
const MOST: f64 = 2.3;

/// What the sizes are, in the first one.
const SIZES: [usize; 4] = [1, 2, 4, 8];

/// The size that memory grows by.
const PAGE: u64 = 64 * 1024;

/// Bytes that may come and go without telling anything: pages, and lists that double.
const SLACK: f64 = 1e6;

/// What an operation takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cost {
    instructions: f64,
    /// At the most, with its input.
    bytes: f64,
}

/// Runs all operations whose names have a text in them, or all there are.
pub(crate) fn check(part: &str) -> Result<(), Failure> {
    let (engine, module) = module()?;
    let mut failed = Vec::new();
    let chosen = |(_, operation): &(usize, Operation)| operation.name.contains(part);
    let all: Vec<(usize, Operation)> = operations().into_iter().enumerate().filter(chosen).collect();
    for (index, operation) in &all {
        let mut size = operation.size;
        let mut costs = of_sizes(&engine, &module, *index, size)?;
        let (mut time, mut memory) = growth(costs);
        if time > MOST || memory > MOST {
            // A step, such as an allocator takes once, is left behind by more input; growth isn't.
            size *= 4;
            costs = of_sizes(&engine, &module, *index, size)?;
            (time, memory) = growth(costs);
        }
        let is_fine = time <= MOST && memory <= MOST;
        say!(
            "{} {:<48} time {time:>5.2}  memory {memory:>5.2}  {:>6.1} million instructions of {} things",
            if is_fine { "ok  " } else { "FAIL" },
            operation.name,
            costs[3].instructions / 1e6,
            8 * size
        );
        if !is_fine {
            failed.push(operation.name);
        }
    }
    if failed.is_empty() {
        say!("growth: {} operations take time and memory as their input grows", all.len());
        return Ok(());
    }
    Err(format!("{} operations grow faster than their input: {}", failed.len(), failed.join(", ")).into())
}

fn of_sizes(engine: &Engine, module: &Module, operation: usize, size: usize) -> Result<[Cost; 4], Failure> {
    let mut costs = [Cost::default(); 4];
    for (cost, times) in costs.iter_mut().zip(SIZES) {
        *cost = measured(engine, module, operation, times * size)?;
    }
    Ok(costs)
}

/// How many times as much the last doubling adds as the one before, of instructions and of memory.
fn growth(costs: [Cost; 4]) -> (f64, f64) {
    let ratio = |value: fn(&Cost) -> f64, slack: f64| {
        let [.., two, four, eight] = costs.map(|cost| value(&cost));
        ((eight - four - slack) / (four - two).max(1.0)).max(0.0)
    };
    (ratio(|cost| cost.instructions, 0.0), ratio(|cost| cost.bytes, SLACK))
}

fn measured(engine: &Engine, module: &Module, operation: usize, size: usize) -> Result<Cost, Failure> {
    let mut store = Store::new(engine, ());
    store.set_fuel(u64::MAX)?;
    let instance = Instance::new(&mut store, module, &[])?;
    let prepare = instance.get_typed_func::<(u32, u32), ()>(&store, "prepare")?;
    prepare.call(&mut store, (u32::try_from(operation)?, u32::try_from(size)?))?;
    let before = store.get_fuel()?;
    instance.get_typed_func::<(), ()>(&store, "run")?.call(&mut store, ())?;
    let instructions = before - store.get_fuel()?;
    let memory = instance.get_memory(&store, "memory").ok_or("the module has no memory")?;
    Ok(Cost { instructions: number(instructions), bytes: number(memory.size(&store) * PAGE) })
}

#[expect(clippy::cast_precision_loss, reason = "ratios of counts")]
fn number(count: u64) -> f64 {
    count as f64
}

/// Compiles the operations.
fn module() -> Result<(Engine, Module), Failure> {
    wasm::target()?;
    run(&mut cargo(&["build", "--quiet", "--package", "siggen-growth", "--target", wasm::TARGET]))?;
    let file = target_folder()?.join(wasm::TARGET).join("debug/siggen_growth.wasm");
    let mut config = Config::default();
    config.consume_fuel(true);
    let engine = Engine::new(&config);
    let module = Module::new(&engine, fs::read(file)?)?;
    Ok((engine, module))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cost: impl Fn(f64) -> f64) -> f64 {
        let costs = [1e3, 2e3, 4e3, 8e3].map(|n| Cost { instructions: cost(n), bytes: 0.0 });
        growth(costs).0
    }

    #[test]
    fn what_grows_faster_is_told_from_what_does_not() {
        assert!((of(|n| 7.0 * n + 1e6) - 2.0).abs() < 0.01);
        assert!(of(|n| n * n.log2()) < MOST);
        assert!(of(|n| n * n) > 3.9);
        // A little of it is seen beside much that is as it should be.
        assert!(of(|n| 1000.0 * n + n * n / 2.0 + 1e7) > MOST);
        assert!(of(|n| n * n.sqrt()) > MOST);
        assert!(of(|_| 1e6) < 0.01);
    }
}
