import streamlit as st


def drop_zone(key: str) -> None:
    st.caption("…")
